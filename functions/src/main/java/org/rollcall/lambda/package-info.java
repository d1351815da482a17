/** The Lambda functions: thin, one a file. */
@NullMarked
package org.rollcall.lambda;

import org.jspecify.annotations.NullMarked;
