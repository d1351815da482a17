/** What executions use from outside the interpreter: Lambda functions, S3 objects and time. */
@NullMarked
package org.rollcall.local.states.services;

import org.jspecify.annotations.NullMarked;
