import '../styles/page.css';
import '../styles/images/favicon.svg';
import { enhanceCopyButtons } from './clipboard.ts';
import { enhanceConfirmations } from './dialogs.ts';
import { enhanceThemeSwitch } from './theme.ts';
import { enhanceTimes } from './times.ts';

document.documentElement.dataset['script'] = 'on';
enhanceThemeSwitch();
enhanceCopyButtons();
enhanceConfirmations();
enhanceTimes();
