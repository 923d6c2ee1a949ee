//go:build !offline

package live

import (
	"encoding/base64"
	"reflect"
	"time"
)

// members is an SDK output as the aws command line prints it: API member names,
// no member that AWS did not send. What AWS did not send is nil in the SDK, or,
// in the few members that are plain values there, zero: such a zero is left out
// too, because it may be either.
func members(out any) map[string]any {
	value, _ := plain(reflect.ValueOf(out)).(map[string]any)
	return value
}

// plain turns a value into what encoding/json makes of an answer; nil means it
// was not sent.
func plain(v reflect.Value) any {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return nil
		}
		if v.Kind() == reflect.Pointer && isScalar(v.Elem()) {
			return v.Elem().Interface() // a pointer to zero was sent
		}
		return plain(v.Elem())
	case reflect.Struct:
		if t, ok := v.Interface().(time.Time); ok {
			return t.UTC().Format(time.RFC3339Nano)
		}
		return structMembers(v)
	case reflect.Slice:
		if v.IsNil() {
			return nil
		}
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return base64.StdEncoding.EncodeToString(v.Bytes())
		}
		list := make([]any, v.Len())
		for i := range list {
			list[i] = item(v.Index(i))
		}
		return list
	case reflect.Map:
		if v.IsNil() {
			return nil
		}
		m := map[string]any{}
		for _, key := range v.MapKeys() {
			m[key.String()] = item(v.MapIndex(key))
		}
		return m
	}
	if v.IsZero() {
		return nil
	}
	return v.Interface()
}

// item is an entry of a list or map: there even when it is zero.
func item(v reflect.Value) any {
	if isScalar(v) {
		return v.Interface()
	}
	return plain(v)
}

func isScalar(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface, reflect.Struct, reflect.Slice, reflect.Map:
		return false
	}
	return true
}

func structMembers(v reflect.Value) map[string]any {
	m := map[string]any{}
	for i := range v.NumField() {
		field := v.Type().Field(i)
		// ResultMetadata is the SDK's own, about the request.
		if !field.IsExported() || field.Name == "ResultMetadata" {
			continue
		}
		if value := plain(v.Field(i)); value != nil {
			m[field.Name] = value
		}
	}
	return m
}
