/** {@code rollcall serve}: runs the embedded stack for other programs. */
package org.rollcall.cli.serve;
