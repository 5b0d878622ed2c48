package twin

import (
	"context"
	"embed"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/rollup"
	"tandem/aggregates/store"
)

//go:embed queries/*.sql
var files embed.FS

var queries = store.Load(files)

// Verdict is what a person says of a pair.
type Verdict string

// The verdicts. Nothing leaves a pair to the matcher.
const (
	Nothing Verdict = ""
	Same    Verdict = "twin"
	Apart   Verdict = "apart"
)

// ByHand reports whether a twin of that confidence was confirmed or joined by a person.
func ByHand(confidence int) bool { return confidence == rollup.ByHand }

// SameWords reports whether a twin of that confidence was found by equal words, and not by similar ones.
func SameWords(confidence int) bool { return confidence >= rollup.SameWords }

// Say sets what is said of a pair of own posts, and matches the property's posts anew. was is what was said before: saying that again undoes it. user is who says it, 0
// from the command line. Posts that are not one of the Page and one of the Instagram account of the property are fault.NotFound; joining a post that is another's twin is
// fault.Conflict.
func Say(ctx context.Context, s store.Scope, property, facebook, instagram int64, v Verdict, user int64, now time.Time) (was Verdict, err error) {
	if v != Nothing && v != Same && v != Apart {
		return "", fault.Invalidf("say is %q; it can be twin, apart or empty.", string(v))
	}
	err = s.Write(ctx, func(tx *store.Tx) error {
		var ids [2]string
		var others int64
		err := tx.One(ctx, queries.Get("twin_verdict.Pair"), store.Args{"property": property, "facebook": facebook, "instagram": instagram}, &ids[0], &ids[1], &was, &others)
		switch {
		case fault.Is(err, fault.NotFound):
			return fault.NotFoundf("There is no such pair of posts.")
		case err != nil:
			return err
		case v == Same && others > 0:
			return fault.Conflictf("One of the two posts is the twin of another one. Split that twin first.")
		}
		args := store.Args{"property": property, "facebook": ids[0], "instagram": ids[1]}
		kept := store.Args{"property": property, "facebook": ids[0], "instagram": ids[1], "verdict": string(v), "at": now.UnixMilli()}
		if _, err = tx.Exec(ctx, queries.Get("twin_verdict.Keep"), kept); err != nil {
			return err
		}
		if v == Nothing {
			_, err = tx.Exec(ctx, queries.Get("twin_verdict.Forget"), args)
		} else {
			args["verdict"], args["at"], args["user"] = string(v), now.UnixMilli(), nil
			if user != 0 {
				args["user"] = user
			}
			_, err = tx.Exec(ctx, queries.Get("twin_verdict.Put"), args)
		}
		if err != nil {
			return err
		}
		if err := rollup.RebuildTwins(ctx, tx, property); err != nil {
			return err
		}
		return store.Bump(ctx, tx)
	})
	return was, err
}
