package main

import (
	"github.com/alecthomas/kong"
)

const about = "A self-hosted dashboard that shows a linked Facebook Page and Instagram account as one business.\n\n" +
	"Data goes to stdout, words and progress to stderr. Exit codes: 0 done, 1 failed, 2 wrong use, 3 done with rejected rows."

// commands are all commands, in the order in which help lists them.
type commands struct {
	globals

	Serve    serveCommand    `cmd:"" help:"Serve the pages and the API."`
	Demo     demoCommand     `cmd:"" help:"Make a throw-away data file with the demo organization and serve it."`
	Property propertyCommand `cmd:"" help:"Businesses: one Page, one Instagram account, any number of ad accounts."`
	Import   importCommand   `cmd:"" help:"Import export files of Meta's; folders are walked. What a file is, is told by its content."`
	Imports  importsCommand  `cmd:"" help:"What was imported, and undo."`
	Totals   totalsCommand   `cmd:"" help:"The figures of the pages over a range of days, as JSON."`
	User     userCommand     `cmd:"" help:"The people who may sign in."`
	Token    tokenCommand    `cmd:"" help:"Tokens for the API."`
	Backup   backupCommand   `cmd:"" help:"Copy the data file while it is in use, and check the copy."`
	Restore  restoreCommand  `cmd:"" help:"Put a backup in the place of the data file; the present one is kept beside it."`
	Verify   verifyCommand   `cmd:"" help:"Check the data file: integrity, references, and rollups against a recomputation from facts."`
	Routes   routesCommand   `cmd:"" help:"Every route of the server with its policy."`
	Version  versionCommand  `cmd:"" help:"The version of this program."`
	Help     helpCommand     `cmd:"" help:"This list, or the flags of one command."`
}

// globals are the flags that every command takes.
type globals struct {
	DB           string `help:"The data file." env:"TANDEM_DB" default:"tandem.db" placeholder:"PATH"`
	Organization string `help:"The organization, where the data file holds several." placeholder:"NAME"`
}

type helpCommand struct {
	Command []string `arg:"" optional:"" help:"The command, for example: import, or property add."`
}

// Run prints help as the flag --help does.
func (h helpCommand) Run(_ *globals, parser *kong.Kong) error {
	_, err := parser.Parse(append(h.Command, "--help"))
	return usage{err} // reached only for a command that does not exist: help itself leaves the parser
}
