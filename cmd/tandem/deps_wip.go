package main

import (
	_ "github.com/a-h/templ"
	_ "github.com/alecthomas/kong"
	_ "github.com/alexedwards/argon2id"
	_ "github.com/alexedwards/scs/v2"
	_ "github.com/chromedp/chromedp"
	_ "github.com/go-echarts/go-echarts/v2/charts"
	_ "github.com/gofiber/fiber/v2"
	_ "github.com/google/go-cmp/cmp"
	_ "github.com/pressly/goose/v3"
	_ "github.com/prometheus/client_golang/prometheus"
	_ "github.com/schollz/progressbar/v3"
	_ "github.com/valyala/fasthttp"
	_ "github.com/xuri/excelize/v2"
	_ "golang.org/x/text/encoding"
	_ "modernc.org/sqlite"
	_ "pgregory.net/rapid"
	_ "github.com/PuerkitoBio/goquery"
	_ "github.com/andybalholm/brotli"
)
