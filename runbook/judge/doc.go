// Package judge has what the judges of several steps share: how an alarm rings, who
// hears of a topic, how well a bucket keeps logs, what policies let in. It reads
// answers and makes verdicts, and knows no step.
package judge
