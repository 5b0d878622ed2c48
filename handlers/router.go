package handlers

// routes is the whole site. Each page's routes stand in its own file; a new page adds one line here.
func (s *Site) routes() {
	s.assetRoutes()
	s.healthRoutes()

	s.setupRoutes()
	s.loginRoutes()

	s.portfolioRoutes()
	s.overviewRoutes()
	s.contentRoutes()
	s.twinRoutes()
	s.exportRoutes()
	s.importRoutes()

	s.settingsRoutes()
	s.settingsPropertyRoutes()
	s.settingsPeopleRoutes()
	s.settingsTokenRoutes()
	s.annotationRoutes()

	s.apiRoutes()
}
