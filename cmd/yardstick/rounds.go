package main

import (
	"runtime"
	"slices"
	"time"

	"winnow/cmd/measure"
)

// figures are what was measured of a subject.
type figures struct {
	measure.Subject
	times       []time.Duration // of each round
	allocations uint64          // of one run
	allocated   uint64          // bytes, likewise
}

// measured runs all subjects in turn, round after round. A round before the first is for what is made when it is first
// needed, and does not count.
func measured(subjects []measure.Subject, rounds int) ([]figures, error) {
	list := make([]figures, len(subjects))
	for i, s := range subjects {
		list[i].Subject = s
	}
	for round := range rounds + 1 {
		for i := range list {
			if err := list[i].measure(round > 0); err != nil {
				return nil, err
			}
		}
	}
	return list, nil
}

// measure runs the subject once. The garbage of others is collected before, its own while it runs.
func (f *figures) measure(count bool) error {
	if f.Before != nil {
		f.Before()
	}
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	begin := cpuTime()
	if err := f.Run(); err != nil {
		return err
	}
	took := cpuTime() - begin
	runtime.ReadMemStats(&after)
	if count {
		f.times = append(f.times, took)
		f.allocations, f.allocated = after.Mallocs-before.Mallocs, after.TotalAlloc-before.TotalAlloc
	}
	return nil
}

// seconds returns the median over the rounds.
func (f *figures) seconds() float64 {
	return median(len(f.times), func(i int) float64 { return f.times[i].Seconds() })
}

// ratio returns how many times as long as base f takes: the median over the rounds, of each with its own base.
func (f *figures) ratio(base *figures) float64 {
	return median(len(f.times), func(i int) float64 { return f.times[i].Seconds() / base.times[i].Seconds() })
}

// median returns the median of n values; of two in the middle the greater.
func median(n int, value func(i int) float64) float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = value(i)
	}
	slices.Sort(values)
	return values[n/2]
}
