/**
 * One suite of jobs for every stack that speaks AWS's protocols: the embedded one, LocalStack in a
 * container, and whatever is at an endpoint.
 */
@NullMarked
package org.rollcall.local.aws;

import org.jspecify.annotations.NullMarked;
