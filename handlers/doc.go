// Package handlers is the web side: it reads a request, asks one question of the aggregates, fills one view model and renders it.
// Fiber lives here and nowhere else.
//
// What may enter: routes, guards, sessions, forms, the filling of view models. What stays out: SQL, rules about figures and rights
// (aggregates), and how things look (views).
//
// # Adding a page
//
// One word, three rooms: handlers/ads.go, views/ads, aggregates/ads. In the handler's file stand, in this order, its routes, its
// handlers, and the functions that fill its model:
//
//	func (s *Site) adsRoutes() {
//		s.get("/p/:property/ads", propertyView, s.ads)       // HEAD comes along
//		s.post("/p/:property/ads/note", propertyEdit, s.note) // token and origin are checked before the policy
//	}
//
//	func (s *Site) ads(r *Request) error {
//		p, err := r.Period() // from, to, compare, platform of the address; a wrong one answers 400
//		if err != nil {
//			return err
//		}
//		if same, err := r.Unchanged(); err != nil || same { // 304 by the data version, before any other question
//			return err
//		}
//		answer, err := ads.Ask(r.Context(), r.Scope(), r.Property.ID, p)
//		if err != nil {
//			return err // kinds become statuses in fault.go
//		}
//		frame, err := r.FrameOver("Ads", shell.RoomAds, p) // Frame(title, room) for a page without a period
//		if err != nil {
//			return err
//		}
//		return r.Render(view.Page(adsModel(frame, answer)))
//	}
//
// Then one line in router.go. A route cannot be registered without a policy, and every policy reads the rights from the data file,
// so a handler under propertyView finds r.Property, r.Organization, r.Role and r.Scope() checked and filled. Further ids in the path
// (r.ID) are looked up through r.Scope(), which answers foreign rows as missing.
//
// A change answers with r.Redirect, leaves its sentence by r.Flash and its trace by r.Record. Forms carry frame.CSRF as csrf. Uploads
// are registered by s.add with MaxBody, Timeout and TokenInBody, and read their stream part by part. Long answers go by r.Events.
// Under /api/v1 the policies token and tokenProperty read a bearer token instead of the session, and errors are problem+json.
//
// Tests ask through pagetest, which signs in as a person does. TestWalk asks every live route as every role; a new parameter in a path
// needs a line in its table made, or the walk fails and says so.
package handlers
