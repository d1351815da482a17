/** Archives of files: tar, as defined by POSIX (pax). */
package org.rollcall.local.archive;
