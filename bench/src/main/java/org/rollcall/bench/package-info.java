/** Benchmarks: the speed and the memory usage of jobs and loads. */
package org.rollcall.bench;
