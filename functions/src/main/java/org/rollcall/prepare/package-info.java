/**
 * The state "Prepare job", which accepts or rejects a job. {@link
 * org.rollcall.prepare.JobPreparation} lists the steps in their order.
 */
package org.rollcall.prepare;
