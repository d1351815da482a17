/**
 * The state "Prepare job": accepts or rejects a job. {@link org.rollcall.prepare.JobPreparation}
 * lists the parts in their order.
 */
@NullMarked
package org.rollcall.prepare;

import org.jspecify.annotations.NullMarked;
