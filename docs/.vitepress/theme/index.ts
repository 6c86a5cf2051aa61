import Theme from 'vitepress/theme-without-fonts';
import './style.css';

/** The default theme, which then asks for no font. */
export default Theme;
