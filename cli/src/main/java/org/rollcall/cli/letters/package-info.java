/** {@code rollcall letters}: lists, checks and previews letters. */
package org.rollcall.cli.letters;
