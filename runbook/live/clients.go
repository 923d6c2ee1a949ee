//go:build !offline

package live

import (
	"strings"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// clients are those of one reading: one for each service and Region, made when
// the first call needs it.
type clients struct {
	cfg      aws.Config
	services map[string]func(aws.Config) map[string]operation
	mu       sync.Mutex
	made     map[[2]string]map[string]operation // by service and Region
}

func newClients(cfg aws.Config) *clients {
	return &clients{cfg: cfg, services: services(), made: map[[2]string]map[string]operation{}}
}

// operation returns the operation of a declared command in a Region, or false for
// a command that is not known.
func (c *clients) operation(command, region string) (operation, bool) {
	service, _, _ := strings.Cut(command, " ")
	connect := c.services[service]
	if connect == nil {
		return operation{}, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	place := [2]string{service, region}
	if c.made[place] == nil {
		cfg := c.cfg // a copy: aws.Config is a plain struct
		cfg.Region = region
		c.made[place] = connect(cfg)
	}
	op, ok := c.made[place][command]
	return op, ok
}
