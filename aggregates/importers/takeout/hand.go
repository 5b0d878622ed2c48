package takeout

// hand passes over the sound documents again and hands on what they hold.
func (r *reading) hand() error {
	for _, d := range r.documents {
		if err := r.each(d); err != nil {
			return err
		}
	}
	return nil
}

// each hands on the items of one document.
func (r *reading) each(d document) error {
	tell := func(n int64) {
		r.bytes += n
		r.sink.Read(r.bytes)
	}
	var take func(key string, n int) error
	var into func(key string) any
	switch d.kind {
	case instagramPosts, instagramReels, instagramVideos, instagramStories:
		var x instagramItem
		into = func(string) any { x = instagramItem{}; return &x }
		take = func(_ string, n int) error { return r.instagram(d, n, &x) }
	case facebookPosts:
		var x facebookItem
		into = func(string) any { x = facebookItem{}; return &x }
		take = func(_ string, n int) error { return r.facebook(d, n, &x) }
	case facebookVideos:
		var x medium
		into = func(string) any { x = medium{}; return &x }
		take = func(_ string, n int) error { return r.film(d, n, &x) }
	default:
		return nil
	}
	return walk(r.ctx, r.bundle, d.name, tell, visitor{
		into: func(key string) any {
			if of(key, nil) != d.kind && key != "" {
				return nil
			}
			return into(key)
		},
		got: func(key string, n int, wrong error) error {
			if wrong != nil {
				return r.reject(at(d, n), wrongType(wrong))
			}
			return take(key, n)
		},
	})
}
