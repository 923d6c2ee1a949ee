// Command aws has a call of the aws command, version 1, run by serve.py, which
// listens on the socket beside this program: with the same arguments,
// environment, folder and streams.
package main

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"syscall"
)

func main() {
	code, err := call()
	if err != nil {
		fmt.Fprintln(os.Stderr, "the server of the aws command:", err)
		os.Exit(1)
	}
	os.Exit(code)
}

func call() (int, error) {
	self, err := os.Executable()
	if err != nil {
		return 0, err
	}
	dir, err := os.Getwd()
	if err != nil {
		return 0, err
	}
	body, err := json.Marshal(map[string]any{"args": os.Args[1:], "env": os.Environ(), "dir": dir})
	if err != nil {
		return 0, err
	}
	server, err := net.DialUnix("unix", nil, &net.UnixAddr{Name: filepath.Join(filepath.Dir(self), "aws.sock")})
	if err != nil {
		return 0, err
	}
	head := binary.BigEndian.AppendUint64(nil, uint64(len(body)))
	if _, _, err := server.WriteMsgUnix(head, syscall.UnixRights(0, 1, 2), nil); err != nil {
		return 0, err
	}
	if _, err := server.Write(body); err != nil {
		return 0, err
	}
	code := make([]byte, 1)
	_, err = io.ReadFull(server, code)
	return int(code[0]), err
}
