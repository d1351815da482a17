/** The handlers of the Lambda functions. They contain no rules. */
package org.rollcall.lambda;
