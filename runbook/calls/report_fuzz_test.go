package calls

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"strings"
	"testing"
)

// FuzzCredentialReport: no text stops the reader of the report. What it takes has
// each column in each row, reads the same with and without base64, and names each
// credential that works: what it does not understand is an error.
func FuzzCredentialReport(f *testing.F) {
	const head = "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date\n"
	const root = "<root_account>,arn:aws:iam::111122223333:root,2026-11-20T09:00:00+00:00,not_supported,no_information,not_supported,false,N/A,N/A,false,N/A,N/A\n"
	for _, seed := range []string{
		"", "user", "user\n", head, head + root, head + root + root,
		head + root + "jo,arn:aws:iam::111122223333:user/jo,2026-11-20T09:00:00+00:00,true,no_information,2026-11-20T09:00:00+00:00,true,2026-11-20T09:00:00+00:00,N/A,false,N/A,N/A\n",
		head + root + "\"a,\"\"b\",x,2026-11-20T09:00:00Z,FALSE,,,TRUE,N/A,N/A,false,N/A,N/A\n", "\ufeffuser,a\r\nb,c\r\n", "user,user\na,b\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		read := func(content string) (CredentialRows, error) {
			quoted, err := json.Marshal(content)
			if err != nil {
				t.Fatal(err)
			}
			var rows CredentialRows
			return rows, rows.UnmarshalJSON(quoted)
		}
		rows, err := read(base64.StdEncoding.EncodeToString([]byte(text)))
		if err != nil {
			return
		}
		if plain, err := read(text); err == nil && strings.ToValidUTF8(text, "") == text && !maps.EqualFunc(rows, plain, maps.Equal) {
			t.Errorf("in base64 %v, else %v", rows, plain)
		}
		active, err := rows.Active()
		works := 0
		for user, row := range rows {
			_, _ = rows.LastUse(user, "password_last_used")
			for _, column := range []string{"password_enabled", "access_key_1_active", "access_key_2_active"} {
				if user != RootRow && strings.EqualFold(row[column], "true") {
					works++
				}
			}
		}
		if err == nil && len(active) != works {
			t.Errorf("%d credentials work, and %d are told in %q", works, len(active), text)
		}
	})
}
