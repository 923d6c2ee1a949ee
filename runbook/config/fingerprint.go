package config

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
)

// Fingerprint tells one config from another: twelve hexadecimal digits that
// follow from what it says, defaults filled in, and not from how the file is
// laid out.
func (c Config) Fingerprint() (string, error) {
	raw, err := json.Marshal(c)
	if err != nil {
		return "", fmt.Errorf("fingerprint of the config: %w", err)
	}
	return fmt.Sprintf("%x", sha256.Sum256(raw))[:12], nil
}
