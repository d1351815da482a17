/** Letters: their files in the bucket, and their variables. */
package org.rollcall.letter;
