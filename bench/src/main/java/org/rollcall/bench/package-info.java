/** Benchmarks: the speed and the memory usage of jobs and loads. */
@NullMarked
package org.rollcall.bench;

import org.jspecify.annotations.NullMarked;
