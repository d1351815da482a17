/** The state "Prepare job": accepts or rejects a job, resolves its set, and plans its chunks. */
@NullMarked
package org.rollcall.prepare;

import org.jspecify.annotations.NullMarked;
