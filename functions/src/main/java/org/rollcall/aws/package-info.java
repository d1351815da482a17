/** The little that all the edges to AWS share. */
@NullMarked
package org.rollcall.aws;

import org.jspecify.annotations.NullMarked;
