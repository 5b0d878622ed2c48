package handlers

import (
	"tandem/aggregates/fault"
	"tandem/static"

	"github.com/gofiber/fiber/v2"
)

func (s *Site) assetRoutes() {
	s.get(static.Prefix+":file", asset, s.asset)
}

// asset answers with an embedded file. Its address changes with its bytes, so browsers keep it for ever.
func (s *Site) asset(r *Request) error {
	body, contentType, encoding, ok := static.Lookup(static.Prefix+r.Param("file"), r.Ctx.Get(fiber.HeaderAcceptEncoding))
	if !ok {
		return fault.NotFoundf("There is no such file.")
	}
	r.Ctx.Vary(fiber.HeaderAcceptEncoding)
	r.Ctx.Set(fiber.HeaderContentType, contentType)
	r.Ctx.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	if encoding != "" {
		r.Ctx.Set(fiber.HeaderContentEncoding, encoding)
	}
	return r.Ctx.Send(body)
}
