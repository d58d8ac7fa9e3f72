//! The icons: 20 by 20 line drawings, coloured by the text around them.

use crate::prelude::*;

macro_rules! icons {
    ($($name:ident = $path:literal;)*) => {
        /// An icon by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Icon { $(
            #[doc = $path]
            $name,
        )* }

        impl Icon {
            /// The path that draws it.
            fn path(self) -> &'static str {
                match self { $(Self::$name => $path,)* }
            }
        }
    };
}

icons! {
    Bell = "M6 13.500V9a4 4 0 018 0v4.500l1.200 1.500H4.800zM8.700 17h2.600";
    Bolt = "M11 3L5 11h4l-1 6 6-8h-4z";
    Branch = "M6 4v12M6 8c0 4 8 1 8 6";
    Broom = "M12 3.500v6M8.500 9.500h7l1 7h-9zM10.500 13v3.500M13.500 13v3.500";
    Check = "M4.5 10.5l3.5 3.5 7.5-8";
    Clock = "M10 4a6 6 0 100 12 6 6 0 000-12zM10 7v3l2 2";
    Copy = "M7 7h8v9H7zM5 13V4h8";
    Cross = "M5.5 5.5l9 9M14.5 5.5l-9 9";
    Cube = "M10 3l6 3.5v7L10 17l-6-3.5v-7zM4 6.5l6 3.5 6-3.5M10 10v7";
    Down = "M6 8l4 4 4-4";
    Download = "M10 4v8M6.500 9l3.500 3.500L13.500 9M5 16h10";
    Info = "M10 4a6 6 0 100 12 6 6 0 000-12zM10 9.5V13M10 7v.2";
    Journal = "M6 3.500h9v13H6zM4 6.500h3M4 10h3M4 13.500h3M9.500 7.500h3M9.500 10.500h3";
    Key = "M7 6a4 4 0 100 8 4 4 0 000-8zM11 10h6M14.500 10v3";
    List = "M4 6h12M4 10h12M4 14h8";
    Lock = "M6 9h8v7H6zM7.500 9V7a2.500 2.500 0 015 0v2";
    Minus = "M5 10h10";
    Moon = "M15.5 12.5A6.5 6.5 0 017.5 4.500 6 6 0 1015.5 12.5z";
    Open = "M8.500 5H5v10h10v-3.500M11.500 4H16v4.500M16 4l-6.500 6.500";
    Pause = "M7.5 5v10M12.5 5v10";
    Pencil = "M4.500 15.500l.8-3.200 7.700-7.700 2.400 2.400-7.700 7.700z";
    Plan = "M5 4h10v12H5zM8 8h4M8 11h4";
    Play = "M7 4.500v11l9-5.500z";
    Plug = "M7 3v4M13 3v4M5 7h10v2a5 5 0 01-10 0zM10 14v3";
    Plus = "M10 5v10M5 10h10";
    Refresh = "M15.500 7A6.200 6.200 0 104 12M15.500 3v4h-4M4.500 17v-4h4M4.500 13a6.200 6.200 0 0011.500-1";
    Right = "M8 5l5 5-5 5";
    Ring = "M10 4a6 6 0 100 12 6 6 0 000-12z";
    Running = "M10 3.5a6.5 6.5 0 106.5 6.5M10 7v3l2 1.5";
    Search = "M9 4a5 5 0 100 10A5 5 0 009 4zM13 13l3.5 3.5";
    Slash = "M10 4a6 6 0 100 12 6 6 0 000-12zM6 14l8-8";
    Stop = "M6 6h8v8H6z";
    Sun = "M10 7.2a2.8 2.8 0 100 5.6 2.8 2.8 0 000-5.6zM10 3v1.500M10 15.500V17M3 10h1.500M15.500 10H17M5 5l1 1M14 14l1 1M15 5l-1 1M6 14l-1 1";
    System = "M3.500 5h13v8.500h-13zM7 17h6M10 13.500V17";
    Unknown = "M10 4l6 6-6 6-6-6z";
    Unlock = "M6 9h8v7H6zM7.500 9V6a2.500 2.500 0 014.900-.7";
    Up = "M6 12l4-4 4 4";
    Upload = "M10 12.500V4.500M6.500 8L10 4.500 13.500 8M5 16h10";
    Warning = "M10 4l7 12H3zM10 8.5v3.5M10 14v.2";
}

/// Draws an icon. It is decoration: the words beside it say the same.
pub fn icon(icon: Icon) -> Markup {
    view! { <svg class="i" viewBox="0 0 20 20" aria-hidden="true"><path d=icon.path()></path></svg> }
}
