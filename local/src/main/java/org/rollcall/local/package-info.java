/**
 * The local stack: Rollcall in one process on one machine, with embedded services in place of AWS.
 *
 * <p>{@link org.rollcall.local.LocalStack} is the entry point.
 */
package org.rollcall.local;
