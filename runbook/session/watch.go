package session

import (
	"context"
	"fmt"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/quote"
	"hardbook/runbook/report"
	"hardbook/runbook/terminal"
	"hardbook/runbook/verify"
)

// slowest is how long a watch in which nothing changes waits between two looks.
const slowest = 30 * time.Second

// follow looks at the steps that are open, again and again and ever more rarely,
// until none is open or the reader has enough. As soon as one of them stands
// otherwise, everything is read: the book and the report returned are always of
// one time. What changed is told as it is found.
func (v *verification) follow(ctx context.Context, r verify.Report) (verify.Report, error) {
	w := watcher{verification: v, screen: terminal.Of(v.stderr), now: time.Now}
	for pause := v.o.Every; ; {
		left := unfinished(r)
		if len(left.open) == 0 {
			return r, nil // for the caller to write
		}
		if _, err := v.write(r); err != nil {
			return r, err
		}
		w.begin(r, len(left.open), pause)
		next, err := w.change(ctx, r, left.all, &pause)
		if ctx.Err() != nil {
			w.line("hardbook: you ended it; the book is of the last reading, at %s", r.Source.CollectedAt.Local().Format(time.TimeOnly))
			return r, nil
		}
		if err != nil {
			return r, err
		}
		next.Compare(r)
		w.tell(r, next)
		r, pause = next, v.o.Every
	}
}

// change waits until a look at these steps finds one that stands otherwise than
// in r, and then reads all. It fails when ctx is done.
func (w *watcher) change(ctx context.Context, r verify.Report, ids []string, pause *time.Duration) (verify.Report, error) {
	for {
		w.rest(*pause)
		select {
		case <-ctx.Done():
			return r, ctx.Err()
		case <-time.After(*pause):
		}
		seen, err := w.within(ctx, ids)
		if err != nil {
			return r, err
		}
		if moved(r, seen) {
			return w.within(ctx, w.o.Only)
		}
		w.trouble(r, seen)
		*pause = min(*pause*3/2, max(slowest, w.o.Every))
	}
}

// within is a look that takes no longer than the reader allows.
func (v *verification) within(ctx context.Context, ids []string) (verify.Report, error) {
	ctx, cancel := context.WithTimeout(ctx, v.o.Timeout)
	defer cancel()
	return v.look(ctx, ids)
}

// leftover are the steps that a watch looks at.
type leftover struct {
	open []string // what it waits for
	all  []string // and what a person may say meanwhile
}

func unfinished(r verify.Report) leftover {
	var l leftover
	for _, s := range r.Steps {
		switch s.Status {
		case runbook.StatusTodo, runbook.StatusWaiting, runbook.StatusUnknown:
			l.open = append(l.open, s.ID)
			l.all = append(l.all, s.ID)
		case runbook.StatusManual:
			l.all = append(l.all, s.ID)
		}
	}
	return l
}

// moved reports whether a step stands otherwise than before. One that cannot be
// read for the moment is not news: the network is away, or a session is over.
func moved(before, now verify.Report) bool {
	for _, s := range now.Steps {
		was, ok := before.Find(s.ID)
		if s.Status != runbook.StatusUnknown && (!ok || was.Status != s.Status) {
			return true
		}
	}
	return false
}

// watcher tells on the screen what a watch sees.
type watcher struct {
	*verification
	screen terminal.Screen
	now    func() time.Time
	begun  bool
	ailing string // the trouble that was told last
}

// line writes a line, over the passing one that says when the next look is.
func (w *watcher) line(format string, args ...any) {
	w.screen.Passing(w.stderr, "")
	fmt.Fprintf(w.stderr, format+"\n", args...)
}

// begin says what is waited for, once, and each time what is to do next.
func (w *watcher) begin(r verify.Report, open int, pause time.Duration) {
	if !w.begun {
		w.begun = true
		w.line("hardbook: %d of %d steps are open; I look again after %s, more rarely while nothing changes, until all are done; Ctrl-C ends it", open, len(r.Steps), pause)
	}
	if next := report.Next(r, w.book.guide(w.o.Flags())); next != "" {
		w.line("next: %s", next)
	}
}

// tell names the steps that stand otherwise than before.
func (w *watcher) tell(before, now verify.Report) {
	w.ailing = ""
	for _, s := range now.Steps {
		if was, ok := before.Find(s.ID); !ok || was.Status != s.Status {
			w.line("%s %s", w.now().Format(time.TimeOnly), report.Line(now, s, w.screen))
		}
	}
}

// trouble says why a step that could be read cannot be read now, once.
func (w *watcher) trouble(before, now verify.Report) {
	for _, s := range now.Steps {
		if was, _ := before.Find(s.ID); s.Status == runbook.StatusUnknown && was.Status != s.Status {
			if w.ailing != s.Reason {
				w.ailing = s.Reason
				w.line("%s for the moment %s cannot be read: %s", w.now().Format(time.TimeOnly), s.ID, quote.Terminal(s.Reason))
			}
			return
		}
	}
}

// rest says on a terminal, in a line that passes, when the next look is.
func (w *watcher) rest(pause time.Duration) {
	at := w.now()
	w.screen.Passing(w.stderr, fmt.Sprintf("looked at %s, and again at %s", at.Format(time.TimeOnly), at.Add(pause).Format(time.TimeOnly)))
}
