package example_test

import (
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// FuzzDamage: whatever is done to files of the sample account, in any number, no
// step is done by it that was not. A recipe is pairs of bytes: a file, and a damage.
func FuzzDamage(f *testing.F) {
	book, clean := sampleBook(f), sample(f)
	whole, paths, kinds := judged(f, book, clean), slices.Sorted(maps.Keys(clean)), damages()
	for i := range kinds {
		f.Add([]byte{byte(7 * i), byte(i), byte(11*i + 3), byte(i + 5)})
	}
	f.Fuzz(func(t *testing.T, recipe []byte) {
		files, told := maps.Clone(clean), ""
		for i := 0; i+1 < len(recipe) && i < 200; i += 2 {
			path, kind := paths[int(recipe[i])%len(paths)], kinds[int(recipe[i+1])%len(kinds)]
			if file, ok := files[path]; ok && !kind.spares(path) {
				kind.do(files, path, file.Data)
				told += path + " " + kind.name + "\n"
			}
		}
		neverMore(t, told, whole, judged(t, book, files))
	})
}

// FuzzFolder: whatever bytes stand in a file of the folder, and in one of any
// name, verify comes to an end; what is no JSON makes no step done.
func FuzzFolder(f *testing.F) {
	book, clean := sampleBook(f), sample(f)
	whole, paths := judged(f, book, clean), slices.Sorted(maps.Keys(clean))
	for i, path := range paths {
		if len(clean[path].Data) < 300 {
			f.Add(uint8(i), clean[path].Data, "us-east-1/x.json")
		}
	}
	f.Add(uint8(0), []byte("An error occurred (NoSuchEntity) when calling the X operation: no"), "a/../b")
	f.Fuzz(func(t *testing.T, index uint8, content []byte, other string) {
		path := paths[int(index)%len(paths)]
		files := maps.Clone(clean)
		files[path] = &fstest.MapFile{Data: content}
		free := fs.ValidPath(other) && other != "."
		for _, ours := range paths { // no file is a folder, too
			free = free && !strings.HasPrefix(ours+"/", other+"/") && !strings.HasPrefix(other+"/", ours+"/")
		}
		if free {
			files[other] = &fstest.MapFile{Data: content}
		}
		got := judged(t, book, files, readers(book, path)...) // the rest sees no change
		if text := strings.TrimSpace(string(content)); strings.HasSuffix(path, ".json") && !strings.HasPrefix(text, "{") && !strings.HasSuffix(other, ".json") {
			neverMore(t, path, whole, got)
		}
	})
}
