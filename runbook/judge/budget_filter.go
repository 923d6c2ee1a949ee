package judge

import (
	"slices"

	"hardbook/runbook/calls"
)

// excluded lists the record types that a filter leaves out, and reports whether
// it leaves out nothing but credits and refunds: Not(RECORD_TYPE is …), or
// several of those joined by And. The names are those of Cost Explorer.
func excluded(filter calls.Expression) (types []string, whole bool) {
	operator, value, ok := Only(filter)
	switch {
	case ok && operator == "Not":
		return excludedTypes(value)
	case ok && operator == "And":
		list, _ := value.([]any)
		for _, item := range list {
			part, _ := item.(map[string]any)
			more, whole := excluded(part)
			if !whole {
				return nil, false
			}
			types = append(types, more...)
		}
		return types, len(list) > 0
	}
	return nil, false
}

// excludedTypes reads {"Dimensions": {"Key": "RECORD_TYPE", "Values": [...]}}.
func excludedTypes(inner any) (types []string, whole bool) {
	members, _ := inner.(map[string]any)
	operator, value, ok := Only(members)
	dimension, isObject := value.(map[string]any)
	if !ok || operator != "Dimensions" || !isObject || dimension["Key"] != "RECORD_TYPE" {
		return nil, false
	}
	for name, value := range dimension {
		list, _ := value.([]any)
		switch name {
		case "Key":
		case "Values":
			for _, v := range list {
				if v != "Credit" && v != "Refund" {
					return nil, false
				}
				types = append(types, v.(string))
			}
		case "MatchOptions": // EQUALS is what AWS takes where there is none
			if len(list) > 1 || len(list) == 1 && list[0] != "EQUALS" {
				return nil, false
			}
		default:
			return nil, false
		}
	}
	slices.Sort(types)
	return types, len(types) > 0
}

// Only is the one member of an expression; lists that are empty do not count.
func Only(expression map[string]any) (name string, value any, ok bool) {
	n := 0
	for key, v := range expression {
		if list, isList := v.([]any); isList && len(list) == 0 {
			continue
		}
		name, value = key, v
		n++
	}
	return name, value, n == 1
}
