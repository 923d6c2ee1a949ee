package calls

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// Credential is a console password or an access key that works.
type Credential struct {
	User string
	Name string    // "password", "access key 1" or "access key 2"
	Set  time.Time // when it was made or changed, or, where the report does not say, when its user was made
	Used time.Time // zero when never
}

// Users are the names of the users in the report, sorted, without root. A report
// without a row for root is not whole: AWS puts one into each.
func (r CredentialRows) Users() ([]string, error) {
	if _, ok := r[RootRow]; !ok {
		return nil, fmt.Errorf("the credential report has no row for %s", RootRow)
	}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(r)), func(user string) bool { return user == RootRow }), nil
}

// Flag is what a column says that is true or false. Anything else is an error:
// it must not read as "no".
func (r CredentialRows) Flag(user, column string) (bool, error) {
	switch value := r[user][column]; value {
	case "true", "TRUE":
		return true, nil
	case "false", "FALSE":
		return false, nil
	default:
		return false, fmt.Errorf("the credential report's %s of %s is %q, neither true nor false", column, user, value)
	}
}

// Active lists the passwords and access keys of users that work, but not those
// of root: other reads tell of them. It fails where a user has more keys than the
// report has columns for.
func (r CredentialRows) Active() ([]Credential, error) {
	users, err := r.Users()
	if err != nil {
		return nil, err
	}
	var active []Credential
	for _, user := range users {
		if more := r[user]["additional_credentials_info"]; more != "" && more != "N/A" {
			return nil, fmt.Errorf("the credential report says that %s has more keys or certificates than it tells of (%s): look at them in IAM", user, more)
		}
		for _, kind := range []struct{ name, works, set, used string }{
			{"password", "password_enabled", "password_last_changed", "password_last_used"},
			{"access key 1", "access_key_1_active", "access_key_1_last_rotated", "access_key_1_last_used_date"},
			{"access key 2", "access_key_2_active", "access_key_2_last_rotated", "access_key_2_last_used_date"},
		} {
			works, err := r.Flag(user, kind.works)
			if err != nil {
				return nil, err
			}
			if !works {
				continue
			}
			c := Credential{User: user, Name: kind.name}
			if c.Set, err = r.setOn(user, kind.set); err != nil {
				return nil, err
			}
			if c.Used, err = r.LastUse(user, kind.used); err != nil {
				return nil, err
			}
			active = append(active, c)
		}
	}
	return active, nil
}

// setOn is when a credential was set. It cannot be older than its user, so that
// where the report does not say when, it counts as that old.
func (r CredentialRows) setOn(user, column string) (time.Time, error) {
	on, err := r.LastUse(user, column)
	if err != nil || !on.IsZero() {
		return on, err
	}
	on, err = r.LastUse(user, "user_creation_time")
	if err == nil && on.IsZero() {
		err = fmt.Errorf("the credential report does not say when %s was made", user)
	}
	return on, err
}
