/** The bucket, and what all clients of AWS share: errors and billed usage. */
@NullMarked
package org.rollcall.aws;

import org.jspecify.annotations.NullMarked;
