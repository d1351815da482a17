/** Evaluates JSONata expressions on JSON values, with limits for time and memory. */
package org.rollcall.query;
