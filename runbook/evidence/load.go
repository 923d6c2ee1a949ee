package evidence

import "sync"

// Load asks for everything that calls need, all at once; a call that waits for
// another starts as soon as that one is answered. What fails is remembered and
// told by the Source that needs it. How many requests are under way at a time
// is for the Fetch to bound.
func (e Evidence) Load(calls []Call) {
	var wait sync.WaitGroup
	// Not all at a time, or a list of thousands of things would start as many
	// goroutines. One that waits for another's answer holds a slot, but that other
	// has its own already: so there is always one that goes on.
	slots := make(chan struct{}, 500)
	for _, c := range Unique(calls) {
		wait.Go(func() {
			requests, _ := e.requests(c)
			for _, r := range requests {
				slots <- struct{}{}
				wait.Go(func() {
					_, _ = e.read(r)
					<-slots
				})
			}
		})
	}
	wait.Wait()
}
