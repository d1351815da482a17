/**
 * The state "Prepare job", which accepts or rejects a job. {@link
 * org.rollcall.prepare.JobPreparation} lists the steps in their order.
 */
@NullMarked
package org.rollcall.prepare;

import org.jspecify.annotations.NullMarked;
