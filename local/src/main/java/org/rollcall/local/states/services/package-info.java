/** What executions use from outside the interpreter: Lambda functions, S3 objects and time. */
package org.rollcall.local.states.services;
