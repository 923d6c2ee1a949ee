package terminal

import (
	"strings"

	extast "github.com/yuin/goldmark/extension/ast"
)

// gap stands between two columns of a table.
const gap = "  "

// label is the most columns that the name of a fact takes.
const label = 20

// table are the lines of a table that fits into width columns. One without a
// head is a list of facts, whose first column names them.
func (r reading) table(t *extast.Table, width int) []string {
	var rows [][]string
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cells = append(cells, r.inline(c))
		}
		rows = append(rows, cells)
	}
	headed := strings.Join(rows[0], "") != ""
	if !headed {
		rows = rows[1:]
	}
	if len(rows) == 0 {
		return nil
	}
	widths := shares(rows, width)
	if !headed && len(widths) == 2 {
		widths = facts(rows, width)
	}
	var lines []string
	wrapped := false
	for i, row := range rows {
		head := headed && i == 0
		for j, cell := range row {
			if head || !headed && j == 0 {
				row[j] = r.screen.Paint(Bold, cell)
			}
		}
		laid := layRow(row, widths)
		if i > 1 && headed && (wrapped || len(laid) > 1) {
			lines = append(lines, "") // rows of several lines run into each other
		}
		lines = append(lines, laid...)
		wrapped = len(laid) > 1 && !head
		if head {
			lines = append(lines, r.rule(min(width, sum(widths)+len(gap)*(len(widths)-1))).text)
		}
	}
	return lines
}

// layRow are the lines of one row.
func layRow(row []string, widths []int) []string {
	cells := make([][]string, len(row))
	height := 0
	for i, cell := range row {
		cells[i] = Wrap(cell, widths[i])
		height = max(height, len(cells[i]))
	}
	var lines []string
	for j := range height {
		var line []string
		for i := range cells {
			text := ""
			if j < len(cells[i]) {
				text = cells[i][j]
			}
			line = append(line, Pad(text, widths[i]))
		}
		lines = append(lines, strings.TrimRight(strings.Join(line, gap), " "))
	}
	return lines
}

// shares are the widths of the columns: what each needs, if that fits. Else the
// widest ones get less, as long as they can without breaking a word.
func shares(rows [][]string, width int) []int {
	widths, words := make([]int, len(rows[0])), make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], Width(cell), 1)
			for word := range strings.SplitSeq(cell, " ") {
				words[i] = max(words[i], Width(word))
			}
		}
	}
	for sum(widths) > max(len(widths), width-len(gap)*(len(widths)-1)) {
		widest := 0
		for i := range widths {
			if spare, most := widths[i] > words[i], widths[widest] > words[widest]; spare && !most || spare == most && widths[i] > widths[widest] {
				widest = i
			}
		}
		widths[widest]--
	}
	return widths
}

// facts are the widths of a name and of what it is.
func facts(rows [][]string, width int) []int {
	name := 0
	for _, row := range rows {
		name = max(name, Width(row[0]))
	}
	name = min(name, label, width/3)
	return []int{max(1, name), max(1, width-name-len(gap))}
}

func sum(numbers []int) int {
	total := 0
	for _, n := range numbers {
		total += n
	}
	return total
}
