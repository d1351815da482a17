/** The handlers of the Lambda functions. They contain no rules. */
@NullMarked
package org.rollcall.lambda;

import org.jspecify.annotations.NullMarked;
