/** Commands that show users. */
package org.rollcall.cli.users;
