/** What makes a preview a promise: its digest, its seal, and its end. See D-161. */
package org.rollcall.preview;
