package parts

import (
	"strconv"

	"github.com/a-h/templ"
)

// inputAttributes leaves out what is empty, so that a page holds no idle attributes.
func inputAttributes(m InputModel) templ.OrderedAttributes {
	kind := m.Type
	if kind == "" {
		kind = "text"
	}
	attrs := templ.OrderedAttributes{
		{Key: "id", Value: m.Name},
		{Key: "name", Value: m.Name},
		{Key: "type", Value: kind},
	}
	// A password is never sent back to the page that asked for it.
	if kind != "password" && m.Value != "" {
		attrs = append(attrs, templ.KeyValue[string, any]{Key: "value", Value: m.Value})
	}
	text := func(key, value string) {
		if value != "" {
			attrs = append(attrs, templ.KeyValue[string, any]{Key: key, Value: value})
		}
	}
	text("autocomplete", m.Autocomplete)
	text("placeholder", m.Placeholder)
	text("min", m.Min)
	text("max", m.Max)
	text("list", m.List)
	text("aria-describedby", m.describedBy())
	length := func(key string, n int) {
		if n > 0 {
			text(key, strconv.Itoa(n))
		}
	}
	length("minlength", m.MinLength)
	length("maxlength", m.MaxLength)
	if m.Error != "" {
		text("aria-invalid", "true")
	}
	attrs = append(attrs,
		templ.KeyValue[string, any]{Key: "required", Value: m.Required},
		templ.KeyValue[string, any]{Key: "autofocus", Value: m.Autofocus})
	return attrs
}

func checkValue(value string) string {
	if value == "" {
		return "on"
	}
	return value
}

func flashClass(tone string) string {
	switch tone {
	case ToneNew:
		return "flash-good"
	case ToneSoon:
		return "flash-warn"
	case ToneLoss:
		return "flash-bad"
	}
	return ""
}

func flashIcon(tone string) string {
	switch tone {
	case ToneNew:
		return "check"
	case ToneSoon, ToneLoss:
		return "warning"
	}
	return "info"
}
