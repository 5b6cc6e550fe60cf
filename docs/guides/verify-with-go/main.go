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

type served string // the address of a log, as a tlog.TileReader; tlog calls our paths tile/8/... and trusts no tile unproved

func (served) Height() int                     { return 8 }
func (served) SaveTiles([]tlog.Tile, [][]byte) {}
func (url served) ReadTiles(tiles []tlog.Tile) (data [][]byte, err error) {
	for _, tile := range tiles {
		data = append(data, url.get(strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
	}
	return data, nil
}

func (url served) get(path string) []byte {
	response := try(http.Get(string(url) + "/" + path))
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		log.Fatal(path, ": ", response.Status)
	}
	return try(io.ReadAll(response.Body))
}

func head(checkpoint []byte, vkey string) (tree tlog.Tree) {
	key := try(note.NewVerifier(vkey))
	lines := strings.Split(try(note.Open(checkpoint, note.VerifierList(key))).Text, "\n")
	if len(lines) != 4 || lines[0] != key.Name() {
		log.Fatal("this is not a checkpoint of ", key.Name())
	}
	try(fmt.Sscan(lines[1], &tree.N))
	tree.Hash = try(tlog.ParseHash(lines[2]))
	return tree
}

func main() {
	url := served(strings.TrimSuffix(os.Args[1], "/"))
	tree := head(url.get("checkpoint"), os.Args[2])
	hashes := tlog.TileHashReader(tree, url)
	for tile := (tlog.Tile{H: 8}); tile.N*256 < tree.N; tile.N++ {
		var places []int64
		for n := tile.N * 256; n < tree.N && len(places) < 256; n++ {
			places = append(places, tlog.StoredHashIndex(0, n))
		}
		tile.W = len(places)
		bundle := url.get(strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1))
		for i, proved := range try(hashes.ReadHashes(places)) {
			end := 2 + int(bundle[0])<<8 + int(bundle[1])
			if tlog.RecordHash(bundle[2:end]) != proved {
				log.Fatal("This log does not verify: entry ", tile.N*256+int64(i), " is not the one in the tree")
			}
			bundle = bundle[end:]
		}
	}
	fmt.Printf("%d entries are in the tree that the node signed.\n", tree.N)
	if len(os.Args) > 3 {
		earlier := head(try(os.ReadFile(os.Args[3])), os.Args[2])
		proof := try(tlog.ProveTree(tree.N, earlier.N, hashes))
		try(0, tlog.CheckTree(proof, tree.N, tree.Hash, earlier.N, earlier.Hash))
		fmt.Printf("The first %d of them are those of the earlier checkpoint.\n", earlier.N)
	}
}

func try[T any](value T, err error) T {
	if err != nil {
		log.Fatal("This log does not verify: ", err)
	}
	return value
}
