/** Letters: their files in the bucket, their variables, and their mail messages. */
package org.rollcall.letter;
