package config

// defaults is the config of a file that gives only what is required: the
// version, the account's id and whom to notify.
func defaults() Config {
	return Config{
		Account: Account{
			Kind:       Standalone,
			Partition:  "aws",
			HomeRegion: "us-east-1",
		},
		Admin: Admin{
			User:          "iam-admin",
			Group:         "iam-admins",
			Authenticator: "an authenticator app",
			Shell:         true,
		},
		Billing: Billing{
			Currency:      "USD",
			Thresholds:    []float64{10, 50, 100},
			MonthlyBudget: 100,
		},
		LogRetentionDays: 365,
		Profile:          Baseline,
		BilledChecks:     []string{}, // not nil: the same as [] in the file
		Skip:             []Skipped{},
	}
}
