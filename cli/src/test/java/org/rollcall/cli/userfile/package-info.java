@NullMarked
package org.rollcall.cli.userfile;

import org.jspecify.annotations.NullMarked;
