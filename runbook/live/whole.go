//go:build !offline

package live

import (
	"bytes"
	"errors"
	"io"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// wholeAnswers is a client that takes no empty answer for a good one. Every read
// call says something when it succeeds, if only that a list is empty, but the
// SDK reads nothing at all as such a list.
type wholeAnswers struct{ aws.HTTPClient }

// Do makes the request.
func (c wholeAnswers) Do(r *http.Request) (*http.Response, error) {
	answer, err := c.HTTPClient.Do(r)
	if err != nil || answer.StatusCode != http.StatusOK {
		return answer, err
	}
	first := make([]byte, 1)
	switch _, err := io.ReadFull(answer.Body, first); {
	case errors.Is(err, io.EOF):
		_ = answer.Body.Close()
		return nil, errors.New("AWS answered with nothing at all")
	case err != nil:
		_ = answer.Body.Close()
		return nil, err
	}
	answer.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(first), answer.Body), answer.Body}
	return answer, nil
}
