package calls

import (
	"errors"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// joint joins two answers of each Region into one. A Region where either could
// not be read is not among the answers, but in the error.
func joint[A, B, C any](first evidence.Source[map[string]A], second evidence.Source[map[string]B], join func(A, B) C) evidence.Source[map[string]C] {
	return jointly[A, B, C]{first, second, join}
}

type jointly[A, B, C any] struct {
	first  evidence.Source[map[string]A]
	second evidence.Source[map[string]B]
	join   func(A, B) C
}

func (j jointly[A, B, C]) Calls() []evidence.Call {
	return evidence.Unique(append(j.first.Calls(), j.second.Calls()...))
}

func (j jointly[A, B, C]) Answer(e evidence.Evidence) (map[string]C, error) {
	first, errF := j.first.Answer(e)
	second, errS := j.second.Answer(e)
	all := map[string]C{}
	for region, a := range first {
		if b, ok := second[region]; ok {
			all[region] = j.join(a, b)
		}
	}
	return all, errors.Join(errF, errS)
}

// Used is what a Region lists, and the network interfaces in each thing of the
// list, by its ID.
type Used[A any] struct {
	List       A
	Interfaces map[string][]NetworkInterface
}

// InterfaceList is the answer of ec2 describe-network-interfaces.
type InterfaceList struct{ NetworkInterfaces []NetworkInterface }

// NetworkInterface is the network card of something. Whatever runs inside a
// network has one. Source: Amazon EC2 API, NetworkInterface.
type NetworkInterface struct {
	NetworkInterfaceId string
	Description        string `json:",omitempty"` // what it is for, where somebody or a service wrote it down
	Attachment         struct {
		InstanceId string `json:",omitempty"` // the machine that it is in, if it is one of the account's own
	} `json:",omitempty"`
}

// withInterfaces asks for the network interfaces in each thing that a list
// names: the JMESPath items finds their IDs, and filter is the filter's name for
// such an ID. A Region where any of that could not be read is not among the
// answers, but in the error.
func withInterfaces[A any](list evidence.Source[map[string]A], items, filter string) evidence.Source[map[string]Used[A]] {
	calls := list.Calls()
	return used[A]{list, evidence.Each(calls[len(calls)-1], items, evidence.Query[InterfaceList]{Call: evidence.Call{
		Command: "ec2 describe-network-interfaces",
		Params: func(_ config.Config, item ...string) evidence.Params {
			return evidence.Params{"Filters": evidence.Filters{filter: item[len(item)-1]}}
		},
		Action: "ec2:DescribeNetworkInterfaces",
	}})}
}

type used[A any] struct {
	list       evidence.Source[map[string]A]
	interfaces evidence.Source[map[string]InterfaceList]
}

func (u used[A]) Calls() []evidence.Call { return u.interfaces.Calls() }

func (u used[A]) Answer(e evidence.Evidence) (map[string]Used[A], error) {
	lists, errL := u.list.Answer(e)
	interfaces, errI := u.interfaces.Answer(e)
	all := map[string]Used[A]{}
	for key, list := range lists {
		all[regionOf(key)] = Used[A]{list, map[string][]NetworkInterface{}}
	}
	for key, found := range interfaces {
		parts := evidence.Parts(key)
		if u, ok := all[parts[0]]; ok {
			u.Interfaces[parts[len(parts)-1]] = found.NetworkInterfaces
		}
	}
	for _, f := range evidence.Failures(errI) {
		delete(all, f.Request.Region)
	}
	return all, errors.Join(errL, untold(errI, errL))
}

// untold are the failures in err that are about no request of those in told: a
// list that cannot be read fails what is asked for its items as well.
func untold(err, told error) error {
	known := map[string]bool{}
	for _, f := range evidence.Failures(told) {
		known[f.Request.Path()] = true
	}
	var rest error
	for _, f := range evidence.Failures(err) {
		if !known[f.Request.Path()] {
			rest = errors.Join(rest, f)
		}
	}
	return rest
}

// regionOf is the Region in a key of answers that are asked for in each Region,
// for one name or for none.
func regionOf(key string) string { return evidence.Parts(key)[0] }
