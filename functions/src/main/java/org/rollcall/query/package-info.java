/** Evaluates JSONata expressions on JSON values, with limits for work and memory. */
package org.rollcall.query;
