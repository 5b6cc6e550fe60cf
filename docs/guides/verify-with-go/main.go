// Verifies a log as anyone can see it: the head's signature, every tile, every entry's place in the tree, and that the log
// continues an earlier head. Usage: verify LOG_URL VERIFIER_KEY [EARLIER_CHECKPOINT_FILE]
package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type served struct { // implements tlog.TileReader; tlog calls our paths tile/8/... and does not know our bundles
	url   string
	known map[string][]byte
}

func (s served) Height() int                     { return 8 }
func (s served) SaveTiles([]tlog.Tile, [][]byte) {}
func (s served) ReadTiles(tiles []tlog.Tile) (data [][]byte, err error) {
	for _, t := range tiles {
		data = append(data, s.get(strings.Replace(t.Path(), "tile/8/", "tile/", 1)))
	}
	return data, nil
}

func (s served) get(path string) []byte {
	if s.known[path] == nil {
		response := try(http.Get(s.url + "/" + path))
		defer response.Body.Close()
		if response.StatusCode != http.StatusOK {
			log.Fatalf("%s: %s", path, response.Status)
		}
		s.known[path] = try(io.ReadAll(response.Body))
	}
	return s.known[path]
}

func head(checkpoint []byte, vkey string) (tree tlog.Tree) {
	key := try(note.NewVerifier(vkey))
	signed := try(note.Open(checkpoint, note.VerifierList(key)))
	lines := strings.Split(signed.Text, "\n")
	if len(lines) != 4 || lines[0] != key.Name() {
		log.Fatal("this is not a checkpoint of ", key.Name())
	}
	try(fmt.Sscan(lines[1], &tree.N))
	tree.Hash = try(tlog.ParseHash(lines[2]))
	return tree
}

func main() {
	s := served{strings.TrimSuffix(os.Args[1], "/"), map[string][]byte{}}
	tree := head(s.get("checkpoint"), os.Args[2])
	hashes := tlog.TileHashReader(tree, s)
	for n := int64(0); n < tree.N; {
		tile := tlog.Tile{H: 8, L: 0, N: n / 256, W: 256}
		if tree.N-n < 256 {
			tile.W = int(tree.N - n)
		}
		bundle := s.get(strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1))
		for i := 0; i < tile.W; i, n = i+1, n+1 {
			end := 2 + int(bundle[0])<<8 + int(bundle[1])
			proof := try(tlog.ProveRecord(tree.N, n, hashes))
			must(tlog.CheckRecord(proof, tree.N, tree.Hash, n, tlog.RecordHash(bundle[2:end])))
			bundle = bundle[end:]
		}
	}
	fmt.Printf("%d entries are in the tree that the node signed.\n", tree.N)
	if len(os.Args) > 3 {
		earlier := head(try(os.ReadFile(os.Args[3])), os.Args[2])
		must(tlog.CheckTree(try(tlog.ProveTree(tree.N, earlier.N, hashes)), tree.N, tree.Hash, earlier.N, earlier.Hash))
		fmt.Printf("The first %d of them are those of the earlier checkpoint.\n", earlier.N)
	}
}

func try[T any](value T, err error) T {
	must(err)
	return value
}

func must(err error) {
	if err != nil {
		log.Fatal("This log does not verify: ", err)
	}
}
