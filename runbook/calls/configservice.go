package calls

import (
	"errors"
	"slices"

	"hardbook/runbook/evidence"
)

// RecorderList is the answer of configservice describe-configuration-recorders:
// one recorder at most is the account's own.
type RecorderList struct{ ConfigurationRecorders []Recorder }

// Recorder is what AWS Config is to record in a Region.
// Source: AWS Config API, ConfigurationRecorder and RecordingGroup.
type Recorder struct {
	Name             string
	ServicePrincipal string `json:",omitempty"` // the service that keeps it for itself: then it is no recorder of the account's own
	ConnectorArn     string `json:",omitempty"` // of the account with another provider that it records, and not this one
	RecordingGroup   struct {
		AllSupported               bool                     `json:",omitempty"` // left out where it is false
		IncludeGlobalResourceTypes bool                     `json:",omitempty"` // of IAM, beside all supported ones; left out where it is false
		RecordingStrategy          struct{ UseOnly string } `json:",omitempty"`
		// ExclusionByResourceTypes is nil where AWS does not list what is left out.
		ExclusionByResourceTypes *struct{ ResourceTypes []string } `json:",omitempty"`
	}
}

// RecorderStatusList is the answer of configservice
// describe-configuration-recorder-status.
type RecorderStatusList struct{ ConfigurationRecordersStatus []RecorderStatus }

// RecorderStatus says what a recorder does.
type RecorderStatus struct {
	Name          string
	Recording     bool   `json:",omitempty"` // left out where it is false
	LastStatus    string `json:",omitempty"` // PENDING, SUCCESS or FAILURE; AWS leaves it out where nothing was recorded yet
	LastErrorCode string `json:",omitempty"`
}

// ChannelList is the answer of configservice describe-delivery-channels.
type ChannelList struct {
	DeliveryChannels []struct{ Name, S3BucketName string }
}

// ConfigRegion is what AWS Config does in one Region.
type ConfigRegion struct {
	Region    string
	Recorders []Recorder
	Status    map[string]RecorderStatus // by the recorder's name
	Buckets   []string                  // where it writes to
}

// ConfigRegions asks in each Region what AWS Config records, whether it does,
// and where to. The answer is keyed by Region.
func ConfigRegions() evidence.Source[map[string]ConfigRegion] { return configRegions{} }

type configRegions struct{}

func (configRegions) recorders() evidence.Source[map[string]RecorderList] {
	return evidence.Regional(evidence.Query[RecorderList]{Call: evidence.Call{
		Command: "configservice describe-configuration-recorders",
		Action:  "config:DescribeConfigurationRecorders",
	}})
}

func (configRegions) status() evidence.Source[map[string]RecorderStatusList] {
	return evidence.Regional(evidence.Query[RecorderStatusList]{Call: evidence.Call{
		Command: "configservice describe-configuration-recorder-status",
		Action:  "config:DescribeConfigurationRecorderStatus",
	}})
}

func (configRegions) channels() evidence.Source[map[string]ChannelList] {
	return evidence.Regional(evidence.Query[ChannelList]{Call: evidence.Call{
		Command: "configservice describe-delivery-channels",
		Action:  "config:DescribeDeliveryChannels",
	}})
}

func (c configRegions) Calls() []evidence.Call {
	return evidence.Unique(slices.Concat(c.recorders().Calls(), c.status().Calls(), c.channels().Calls()))
}

func (c configRegions) Answer(e evidence.Evidence) (map[string]ConfigRegion, error) {
	recorders, errR := c.recorders().Answer(e)
	status, errS := c.status().Answer(e)
	channels, errC := c.channels().Answer(e)
	regions := map[string]ConfigRegion{}
	for region, list := range recorders {
		states, read := status[region]
		places, also := channels[region]
		if !read || !also {
			continue // the error says so
		}
		r := ConfigRegion{Region: region, Recorders: list.ConfigurationRecorders, Status: map[string]RecorderStatus{}}
		for _, s := range states.ConfigurationRecordersStatus {
			r.Status[s.Name] = s
		}
		for _, channel := range places.DeliveryChannels {
			r.Buckets = append(r.Buckets, channel.S3BucketName)
		}
		regions[region] = r
	}
	return regions, errors.Join(errR, errS, errC)
}
